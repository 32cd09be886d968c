/** Where the bar below leads to. */
export const FORM = 'register-form';
