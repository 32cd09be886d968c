/** What a person reads when something is refused: what happened, what is kept, what to do. `{{name}}` comes from `details`. */
export type ErrorText = { title: string; detail: string; kept?: string; todo?: string };

/** One sentence for one field of a form. */
export type FieldReason =
  | 'empty'
  | 'too-long'
  | 'control-characters'
  | 'no-letters'
  | 'time-zone'
  | 'repeated'
  | 'unknown-field'
  | 'missing'
  | 'wrong-type'
  | 'too-big'
  | 'too-small'
  | 'bad-form';
