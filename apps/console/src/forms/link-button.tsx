import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { Ref } from 'react'

interface LinkButtonProps extends Omit<ButtonProps, 'children'> {
  label: string
  href?: string
  ref?: Ref<HTMLAnchorElement>
}

const LabelledLink = ({ label, ...rest }: LinkButtonProps) => (
  <Button component="a" c="var(--on-accent)" {...rest}>
    {label}
  </Button>
)

/** A link that looks like a button: the page's one action where that is to go somewhere. */
export const LinkButton = createLink(LabelledLink)
