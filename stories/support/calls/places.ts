import type { Page } from 'playwright-core'

/** The call as the shopper sees it. */
export const ofShopper = (page: Page) => page.locator('#call')
/** The call as the agent sees it. */
export const ofAgent = (page: Page) => page.getByRole('region', { name: /^Call with/ })
