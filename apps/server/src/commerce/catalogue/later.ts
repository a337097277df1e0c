/**
 * The place of what is promised before it is there. What is on hand in it is how many more may be promised; an order holds and takes from it as from
 * any other place, and is supplied from a shelf once there is something on one.
 */
export const later = 'later'
