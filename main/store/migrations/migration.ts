/** One step of the schema. Never changed once it has been released: a later one corrects it. */
export interface Migration {
  readonly name: string;
  readonly script: string;
}
