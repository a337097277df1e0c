// The kit for HTTP routes is kernel/door.ts: each domain exports `xDoors(parts): Door[]` (plain data: method, path, access, zod schemas, handle(tx, input) → Outcome),
// mounted under /api/v1 by http/. Pages that are not API (media, pay pages, webhooks) are plain Hono apps exported as `xPages(parts): Hono`.
// This note goes away once the doors are hung.
export {}
