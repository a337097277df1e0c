/** Where the desk points, and what it marks, drawn over the page. Nothing under it is touched. */
export interface Signs {
  point(x: number, y: number): void
  mark(element: Element | null): void
  rest(): void
  end(): void
}

export function drawSigns(root: ShadowRoot, agent: string): Signs {
  const layer = document.createElement('div')
  const pointer = document.createElement('div')
  const frame = document.createElement('div')
  layer.id = 'signs'
  pointer.className = 'sign-pointer'
  frame.className = 'sign-mark'
  pointer.textContent = agent
  pointer.hidden = frame.hidden = true
  layer.append(frame, pointer)
  root.append(layer)
  let marked: Element | null = null

  const place = () => {
    frame.hidden = !marked?.isConnected
    if (!marked) return
    const { left, top, width, height } = marked.getBoundingClientRect()
    frame.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`
  }
  // The page scrolls and grows under it.
  const timer = setInterval(place, 200)
  addEventListener('scroll', place, { passive: true })

  return {
    point: (x, y) => {
      pointer.hidden = false
      pointer.style.cssText = `left:${x}px;top:${y}px`
    },
    mark: (element) => {
      marked = element
      element?.scrollIntoView({ block: 'nearest' })
      place()
    },
    rest: () => {
      pointer.hidden = true
    },
    end: () => {
      clearInterval(timer)
      removeEventListener('scroll', place)
      layer.remove()
    },
  }
}
