/** The files of the browser half, below `/assets/`. The build fills in their names: it makes the browser half first. */
export const builtFiles: { script: string; styles: string[] } = JSON.parse('__BUILT_FILES__')
