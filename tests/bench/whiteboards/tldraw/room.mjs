// A room of tldraw's own sync server, which keeps it in memory.
import { InMemorySyncStorage, TLSocketRoom } from '@tldraw/sync-core';
import { toRichText } from '@tldraw/tlschema';
import { getIndices } from '@tldraw/utils';

export function openRoom(cards) {
  const room = new TLSocketRoom({ storage: new InMemorySyncStorage() });
  const indices = getIndices(cards.length);
  const change = (work) => room.storage.transaction(work);
  change((records) => {
    for (const [at, { id, x, y, text }] of cards.entries()) {
      const props = {
        color: 'yellow',
        labelColor: 'black',
        size: 's',
        font: 'sans',
        fontSizeAdjustment: 1,
        align: 'start',
        verticalAlign: 'start',
        growY: 0,
        url: '',
        richText: toRichText(text),
        scale: 1,
        textLastEditedBy: null,
      };
      const place = { x, y, rotation: 0, index: indices[at], parentId: 'page:page' };
      const rest = { typeName: 'shape', isLocked: false, opacity: 1, meta: {} };
      records.set(`shape:${id}`, { id: `shape:${id}`, type: 'note', props, ...place, ...rest });
    }
  });
  return {
    enter: (socket, query) => room.handleSocketConnect({ sessionId: query.sessionId, socket }),
    /** As one of the others would. */
    write: (id, text) =>
      change((records) => {
        const shape = records.get(`shape:${id}`);
        records.set(shape.id, { ...shape, props: { ...shape.props, richText: toRichText(text) } });
      }),
    /** How it stands at the server. */
    has: (id, text) => change((records) => JSON.stringify(records.get(`shape:${id}`)).includes(text)).result,
    close: () => room.close(),
  };
}
