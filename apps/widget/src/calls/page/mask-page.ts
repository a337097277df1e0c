/** What stands where something is hidden, as long whatever it hides. */
const hidden = '•••'

/** A page as it is told: elements with tag, attributes and children, and texts. */
interface Told {
  id?: number
  tagName?: string
  attributes?: Record<string, unknown>
  childNodes?: Told[]
  textContent?: string
}

interface Alteration {
  source?: number
  id?: number
  text?: string
  isChecked?: boolean
  adds?: { parentId: number; node: Told }[]
  attributes?: { id: number; attributes: Record<string, unknown> }[]
  texts?: { id: number; value: string | null }[]
}

/** An event of the recorder, as far as anything typed can stand in it. */
export interface PageEvent {
  type: number
  data?: unknown
}

export interface Mask {
  /** Alters the event in place, so that nothing that was typed is left in it. */
  apply(event: PageEvent): void
}

const fields = new Set(['input', 'textarea', 'select', 'option'])
const telling = ['value', 'checked', 'selected', 'data-value', 'aria-valuetext', 'aria-valuenow']
const full = 2
const altered = 3
const page = 4

/**
 * The last one to see what leaves the page. The recorder masks as well; this rests on nothing but the event itself: no field keeps its
 * value or its choice, unless the shop has marked it as safe, and what stands in password and card fields
 * is hidden wherever else it may turn up.
 */
export function openMask(secrets: () => readonly string[]): Mask {
  const safe = new Set<number>()
  const inside = new Set<number>()
  const known = new Set<number>()

  const hide = (text: string): string => {
    let left = text
    for (const secret of secrets()) if (left.includes(secret)) left = left.replaceAll(secret, hidden)
    return left
  }

  const hideAttributes = (attributes: Record<string, unknown>, isField: boolean): void => {
    for (const [name, value] of Object.entries(attributes)) {
      if (isField && telling.includes(name)) delete attributes[name]
      else if (typeof value === 'string') attributes[name] = hide(value)
    }
  }

  const walk = (node: Told, isInField: boolean, isInSafe: boolean): void => {
    const isField = fields.has(node.tagName ?? '')
    const isSafe = isInSafe || (isField && node.attributes?.['data-parley-safe'] !== undefined)
    if (node.id !== undefined) {
      if (isField) known.add(node.id)
      if (isSafe) safe.add(node.id)
      if (isField || isInField) inside.add(node.id)
    }
    if (node.attributes) hideAttributes(node.attributes, isField && !isSafe)
    if (node.textContent !== undefined) {
      // The words of a choice are the shop's; those of a text field are hers.
      node.textContent = isInField && !isSafe ? hidden : hide(node.textContent)
    }
    const holdsTyped = node.tagName === 'textarea'
    for (const child of node.childNodes ?? []) walk(child, holdsTyped || (isInField && !isField), isSafe)
  }

  const alter = (data: Alteration): void => {
    for (const { parentId, node } of data.adds ?? [])
      walk(node, inside.has(parentId) && !isChoice(node), safe.has(parentId))
    for (const { id, attributes } of data.attributes ?? []) hideAttributes(attributes, known.has(id) && !safe.has(id))
    for (const one of data.texts ?? []) {
      if (one.value !== null) one.value = inside.has(one.id) && !safe.has(one.id) ? hidden : hide(one.value)
    }
    if (data.text !== undefined && data.id !== undefined && !safe.has(data.id)) {
      data.text = data.text === '' ? '' : hidden
      if (data.isChecked !== undefined) data.isChecked = false
    }
  }

  return {
    apply: (event) => {
      const data = event.data
      if (data === null || typeof data !== 'object') return
      if (event.type === full && 'node' in data) walk(told(data.node), false, false)
      if (event.type === altered) alter(data)
      // Addresses carry keys and tokens behind the question mark.
      if (event.type === page && 'href' in data) data.href = String(data.href).split(/[?#]/)[0]
    },
  }
}

const isChoice = (node: Told): boolean => node.tagName === 'option'
const told = (node: unknown): Told => (node !== null && typeof node === 'object' ? node : {})
