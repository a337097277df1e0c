import { type Drawing, inWords } from '../act.ts'
import { Words } from '../talk/text-content.tsx'

/** What colleagues leave each other: no shopper ever sees one. */
export function NoteContent({ text, drawing }: { text: string; drawing: Drawing }) {
  return (
    <div class="bubble text note">
      <b class="note-mark">{inWords(drawing, 'note.label')}</b>
      <Words text={text} drawing={drawing} />
    </div>
  )
}
