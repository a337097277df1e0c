declare module 'wink-bm25-text-search' {
  interface Engine {
    defineConfig(config: { fldWeights: Record<string, number> }): void
    definePrepTasks(tasks: ((text: string) => string[])[]): void
    addDoc(fields: Record<string, string>, id: string): void
    consolidate(): void
    search(query: string, limit: number): [string, number][]
  }
  export default function bm25(): Engine
}
