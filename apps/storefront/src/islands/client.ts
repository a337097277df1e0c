import '@parley/ui/tokens.css'
import '../styles/base.css'
import '../styles/frame.css'
import '../styles/cards.css'
import '../styles/home.css'
import '../styles/list.css'
import '../styles/product.css'
import '../styles/voices.css'
import '../styles/basket.css'
import '../styles/checkout.css'
import '../styles/order.css'
import '../styles/room.css'
import { tendBasket } from './basket.ts'
import { tendCheckout } from './checkout.ts'
import { tendMenus } from './menus.ts'
import { tendProduct } from './product.ts'
import { tendVisit } from './tend-visit.ts'
import { shareVisitor } from './visitor.ts'

// Every page works without this. It saves page loads, keeps the basket fresh, and makes the chat and the site one visitor.
shareVisitor()
tendMenus()
tendBasket()
tendProduct()
tendCheckout()
tendVisit()
if (document.querySelector('[data-room]')) import('./tend-room.ts').then(({ tendRoom }) => tendRoom())
