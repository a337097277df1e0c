/** Names of the files of the browser half below `/assets/`, known once it has been built. */
declare module 'virtual:built-files' {
  export const script: string
  export const styles: string[]
}
