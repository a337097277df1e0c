export { type CardShare, type CartCard, newCardCode, sharesOf } from './gift-card.ts'
export { giftCardDoors } from './gift-card-doors.ts'
export { cardOfCode, cardsOfCart, issueCard, returnToCard, takeFromCards, voidCardsOf } from './gift-card-store.ts'
