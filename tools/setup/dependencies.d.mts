export function fits(root: string): boolean
export function bringDependencies(root: string): Promise<void>
