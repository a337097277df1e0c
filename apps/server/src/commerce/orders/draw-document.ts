import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Paper } from './document.ts'

/** A font with every letter of the languages that are sold in: the standard ones of PDF lack ő and ű. */
const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const regular = join(fonts, 'DejaVuSans.ttf')
const bold = join(fonts, 'DejaVuSans-Bold.ttf')

const margin = 56
const right = 539
const columns = { text: margin, quantity: 360, amount: 420 }

/** The paper as a PDF, A4. `at` is its date: drawn again, it is the same. */
export async function drawPaper(paper: Paper, at: Date): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    lang: paper.language,
    info: { Title: paper.title, Author: paper.seller[0] ?? '', CreationDate: at, ModDate: at },
  })
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => pdf.on('end', resolve))
  draw(pdf, paper)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

function draw(pdf: PDFKit.PDFDocument, paper: Paper): void {
  pdf.font(regular).fontSize(9).text(paper.seller.join('\n'), margin, margin)
  pdf
    .font(bold)
    .fontSize(18)
    .text(paper.title, margin, pdf.y + 24)
  const top = pdf.y + 12
  pdf.font(regular).fontSize(10).text(paper.buyer.join('\n'), margin, top, { width: 240 })
  const afterBuyer = pdf.y
  pdf.text(paper.facts.map(({ label, value }) => `${label}: ${value}`).join('\n'), 320, top, { width: right - 320 })
  pdf.y = Math.max(afterBuyer, pdf.y) + 24
  for (const row of paper.rows) {
    if (pdf.y > 700) pdf.addPage()
    const y = pdf.y
    pdf.text(row.text, columns.text, y, { width: columns.quantity - columns.text - 12 })
    const below = pdf.y
    pdf.text(row.quantity, columns.quantity, y, { width: 48, align: 'right' })
    pdf.text(row.amount, columns.amount, y, { width: right - columns.amount, align: 'right' })
    pdf.y = Math.max(below, pdf.y) + 4
  }
  pdf
    .moveTo(margin, pdf.y + 4)
    .lineTo(right, pdf.y + 4)
    .lineWidth(0.5)
    .stroke()
  pdf.y += 12
  for (const [at, sum] of paper.sums.entries()) {
    pdf.font(at === paper.sums.length - 1 ? bold : regular)
    const y = pdf.y
    pdf.text(sum.label, columns.text, y, { width: columns.amount - columns.text - 12, align: 'right' })
    pdf.text(sum.value, columns.amount, y, { width: right - columns.amount, align: 'right' })
    pdf.y += 4
  }
}
