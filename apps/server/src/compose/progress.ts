/** Says on the terminal what takes a while, so that nobody wonders. */
export const progress = (text: string): void => {
  process.stdout.write(`${text}\n`)
}
