/** What the build puts in place of `import.meta.env`. */
interface ImportMetaEnv {
  readonly STEELYARD_ORIGIN: string;
}
