export const milliseconds = (ms: number): string => `${ms.toFixed(ms < 1 ? 2 : ms < 10 ? 1 : 0)} ms`
