import { defineConfig } from "prisma/config";

// `prisma generate` needs no schema engine, yet tries to download one. Naming a binary that always fails keeps it
// offline, and turns any command that would need the engine into a clear failure.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= "/bin/false";

export default defineConfig({ schema: "prisma/schema.prisma" });
