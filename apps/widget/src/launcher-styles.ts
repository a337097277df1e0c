/** The round button, drawn before anything else of the chat is fetched. Its colour is the accent token's own until the app tells the shop's. */
export const launcherStyles = `
:host{all:initial;color-scheme:light dark}
#launcher{position:fixed;z-index:2147483000;right:max(20px,env(safe-area-inset-right));bottom:max(20px,env(safe-area-inset-bottom));width:56px;height:56px;padding:0;border:0;border-radius:50%;background:var(--accent,var(--launcher,light-dark(oklch(.52 .13 175),oklch(.74 .12 175))));color:var(--on-accent,light-dark(#fff,oklch(.17 .012 260)));box-shadow:0 2px 6px #0002,0 8px 24px #0002;cursor:pointer}
:host(.left) #launcher{right:auto;left:20px}
#launcher:focus-visible{outline:2px solid var(--accent,var(--launcher,light-dark(oklch(.52 .13 175),oklch(.74 .12 175))));outline-offset:2px}
#launcher svg{display:block;width:26px;margin:auto;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
#launcher svg+svg,#launcher[aria-expanded=true] svg{display:none}
#launcher[aria-expanded=true] svg+svg{display:block}
#badge{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;box-sizing:border-box;border-radius:11px;background:oklch(.55 .2 25);color:#fff;font:600 13px/22px system-ui,sans-serif}
#badge[hidden]{display:none}
`
