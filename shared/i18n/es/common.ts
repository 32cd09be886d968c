import type { CommonMessages } from '../en/common.ts';

export const messages: CommonMessages = {
  skip: 'Ir al contenido',
  language: 'Idioma de esta página',
  loading: 'Cargando…',
  optional: '(opcional)',
  cannotLoad: 'No se pudo cargar la página. Revise la conexión y recárguela.',
  noNetwork: 'No hay conexión con el servidor. Lo que escribió sigue aquí; intente de nuevo.',
  'join.title': 'Entrar en un taller',
  'join.code': 'Código',
  'join.codeHint': 'Ocho letras y cifras, de la invitación o de la pantalla compartida.',
  'join.name': 'Su nombre',
  'join.nameHint': 'Basta un nombre de pila o un seudónimo.',
  'join.territory': 'Su territorio',
  'join.territoryHint':
    'La ciudad o la región por la que habla. Déjelo vacío si habla por varias o por ninguna.',
  'join.organisation': 'Su organización',
  'join.privacy':
    'Minga guarda su nombre, lo que escribe y cuándo, solo en este servidor. Su nombre se borra cuando sale de la sesión o lo retiran de ella; lo que escribió queda en su grupo.',
  'join.action': 'Entrar',
  'join.sending': 'Entrando…',
};
