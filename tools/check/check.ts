/** One rule of the house. `run` answers the problems it found, each a sentence that names the place; none means it is kept. */
export type Check = { name: string; run: (root: string) => Promise<string[]> }
