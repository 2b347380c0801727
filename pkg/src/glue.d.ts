/** What wasm-bindgen writes to `wasm/kenpin.js` (`cargo xtask wasm`): three functions, text and bytes only. */
declare module "#glue" {
  /** Instantiates the module; a second call does nothing. */
  export default function init(source: { module_or_path: unknown }): Promise<unknown>;
  /** The report as JSON text. `spec` is lines of `key=value`, `pack` the texts of one language, `tables` tables.bin. */
  export function lint(bytes: Uint8Array, spec: string, pack: string, tables: Uint8Array): string;
  /** Applies edits given as triples `start, end, length of the new text`; throws when they overlap or lie outside. */
  export function apply(bytes: Uint8Array, edits: Uint32Array, text: Uint8Array): Uint8Array;
  /** Version of the core. */
  export function version(): string;
}
