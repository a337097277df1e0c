import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  Popover,
  Tooltip,
} from '@mantine/core'

const ten = (colour: string): MantineColorsTuple => [
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
  colour,
]

const font = "'Inter Variable', system-ui, sans-serif"

/** Mantine dressed in the tokens of `@parley/ui`: every colour is one of them, so light and dark come by themselves. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: {
    dark: [
      'var(--ink)',
      'var(--ink)',
      'var(--ink-soft)',
      'var(--ink-soft)',
      'var(--line)',
      'var(--pressed)',
      'var(--card)',
      'var(--card)',
      'var(--paper)',
      'var(--rail)',
    ],
    accent: ten('var(--accent)'),
    bad: ten('var(--bad)'),
    warn: ten('var(--warn)'),
    good: ten('var(--good)'),
  },
  fontFamily: font,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace',
  headings: { fontFamily: font, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '18px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant === 'filled' && (input.color ?? 'accent') === 'accent') {
      return {
        background: 'var(--accent)',
        hover: 'color-mix(in oklab, var(--accent) 88%, var(--ink))',
        color: 'var(--on-accent)',
        border: '1px solid transparent',
      }
    }
    if (input.variant === 'subtle' || input.variant === 'light') {
      return {
        background: 'transparent',
        hover: 'var(--hover)',
        color: input.color === 'bad' ? 'var(--bad)' : 'var(--ink)',
        border: '1px solid transparent',
      }
    }
    return defaultVariantColorsResolver(input)
  },
  components: {
    InputWrapper: { styles: { label: { marginBottom: 6, fontWeight: 550 } } },
    SegmentedControl: { styles: { root: { background: 'var(--hover)' } } },
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, offset: 6 } }),
    Popover: Popover.extend({ defaultProps: { radius: 'lg', shadow: 'md' } }),
    Modal: Modal.extend({ defaultProps: { radius: 'lg', shadow: 'md', overlayProps: { backgroundOpacity: 0.35 } } }),
  },
})

export const cssVariables: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--card)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-disabled': 'var(--hover)',
    '--mantine-color-disabled-color': 'var(--ink-soft)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-shadow-xs': 'var(--shadow)',
    '--mantine-shadow-sm': 'var(--shadow)',
    '--mantine-shadow-md': 'var(--shadow)',
    '--mantine-shadow-lg': 'var(--shadow)',
    '--mantine-shadow-xl': 'var(--shadow)',
  }
  return { variables: {}, light: variables, dark: variables }
}
