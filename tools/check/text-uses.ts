import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { sourceFiles } from './sources.ts'

/** What sources say: whole keys, patterns of keys put together, and keys plainly told, with the place. */
export type TextUses = { keys: Set<string>; patterns: RegExp[]; told: { key: string; place: string }[] }

/** Functions that take a text's key, and fields of a flow that hold one. */
const tellers = new Set(['text', 'sayText', 'tell', 'words', 'say', 'label'])
const tellingFields = new Set(['ask', 'again'])
const keyShape = /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+$/

export function findTextUses(root: string, folders: string[]): TextUses {
  const uses: TextUses = { keys: new Set(), patterns: [], told: [] }
  for (const file of sourceFiles(root, ['ts', 'tsx'])) {
    if (/\.test\.tsx?$/.test(file) || !folders.some((folder) => file.startsWith(`${folder}/`))) continue
    const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
    visit(source, uses, file)
  }
  return uses
}

export function isUsed(uses: TextUses, key: string): boolean {
  return uses.keys.has(key) || uses.patterns.some((pattern) => pattern.test(key))
}

function visit(node: ts.Node, uses: TextUses, file: string): void {
  if (ts.isStringLiteralLike(node) && !isImport(node)) uses.keys.add(node.text)
  if (ts.isTemplateExpression(node))
    keepPattern(uses, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)])
  if (isConcatenation(node)) keepPattern(uses, parts(node))
  const key = toldKey(node)
  if (key !== undefined) uses.told.push({ key, place: `${file}:${lineOf(node)}` })
  ts.forEachChild(node, (child) => visit(child, uses, file))
}

function toldKey(node: ts.Node): string | undefined {
  if (ts.isPropertyAssignment(node) && tellingFields.has(node.name.getText())) return keyIn([node.initializer])
  if (!ts.isCallExpression(node)) return undefined
  const { expression } = node
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText()
  return tellers.has(name) ? keyIn([...node.arguments]) : undefined
}

function keyIn(values: ts.Expression[]): string | undefined {
  const literal = values.findLast((value) => ts.isStringLiteralLike(value))
  return literal && ts.isStringLiteralLike(literal) && keyShape.test(literal.text) ? literal.text : undefined
}

/** A key put together must have enough of it in plain sight to be told from any other. */
function keepPattern(uses: TextUses, pieces: string[]): void {
  if (!pieces.some((piece) => /^[\w.-]{3,}$/.test(piece) && piece.includes('.'))) return
  if (!pieces.every((piece) => /^[\w.-]*$/.test(piece))) return
  uses.patterns.push(new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('.+')}$`))
}

function isConcatenation(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken
}

function parts({ left, right }: ts.BinaryExpression): string[] {
  const piece = (side: ts.Expression) => (ts.isStringLiteralLike(side) ? side.text : undefined)
  const [before, after] = [piece(left), piece(right)]
  return before === undefined && after === undefined ? [] : [before ?? '', after ?? '']
}

function isImport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent)
}

function lineOf(node: ts.Node): number {
  return node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1
}
