import type { CommonMessages } from '../en/common.ts';

export const messages: CommonMessages & Record<string, string> = {
  skip: 'Ir al contenido',
  language: 'Idioma de esta página',
  loading: 'Cargando…',
  optional: '(opcional)',
  close: 'Cerrar',
  copy: 'Copiar',
  'copy.what': 'Copiar: {{what}}',
  'copy.done': 'Copiado',
  'copy.failed': 'No se copió: seleccione el texto y cópielo a mano.',
  'version.waits':
    'Hay una nueva versión de esta página. Llegará por sí sola cuando se cierren todas sus pestañas.',
  'version.show': 'Recargar con la nueva versión',
  cannotLoad: 'No se pudo cargar la página. Revise la conexión y vuelva a cargarla.',
  noNetwork: 'No hay conexión con el servidor. Lo que escribió sigue aquí; inténtelo de nuevo.',
  'home.title': 'El trabajo que se hace en común',
  'home.text':
    'Talleres a distancia a los que cada ciudad aporta su contexto y de los que sale con un plan de acción. En tres idiomas, en el teléfono y en la pantalla grande.',
  'home.host': '¿Usted facilita talleres?',
  'home.create': 'Crear un taller',
  'home.weave':
    'Este tejido es una sesión: ocho hilos para ocho bloques, una fila por territorio. La tela aparece donde un territorio ha escrito.',
  'join.title': 'Entrar en un taller',
  'join.code': 'Código recibido por correo o en Zoom',
  'join.codeHint': 'Ocho letras y cifras. No importan los espacios, los guiones ni las minúsculas.',
  'join.language': 'Leo y escribo en',
  'join.name': 'Nombre y apellido',
  'join.organisation': 'Organización',
  'join.territory': 'Mi territorio',
  'join.territoryHint':
    'La ciudad o región de la que usted habla. Déjelo vacío si habla de varias o de ninguna.',
  'join.privacy':
    'Sin cuenta ni contraseña. Su nombre aparece solo en este taller y se borra cuando usted lo deja.',
  'join.action': 'Entrar al taller',
  'join.sending': 'Un momento…',
  'join.noTime': 'Hora por confirmar.',
  'join.today': 'Hoy',
  'join.when': '{{day}}, de {{from}} a {{to}}, hora de {{zone}}.',
  'join.here_one': '{{count}} persona ya está allí.',
  'join.here_many': '{{count}} personas ya están allí.',
  'join.here_other': '{{count}} personas ya están allí.',
  'join.isClosed': 'Esta sesión terminó; ya no se puede entrar.',
  'join.isFull': 'Todos los lugares están ocupados: quedará en la lista de espera.',
  'join.isDraft': 'Todavía no ha abierto; ya puede tomar su lugar.',
};
