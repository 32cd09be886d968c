// What excalidraw's room server does, and the scene that its site keeps in a store beside it.
import { WebSocket } from 'ws';

export function openRoom(cards) {
  const scene = new Map(cards.flatMap(elementsOf).map((element) => [element.id, element]));
  const sockets = new Set();
  const send = (elements, from) => {
    for (const socket of sockets)
      if (socket !== from && socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(elements));
  };
  return {
    enter(socket) {
      socket.once('message', () => {
        socket.send(JSON.stringify([...scene.values()]));
        sockets.add(socket);
        socket.on('message', (data) => {
          const elements = JSON.parse(data.toString());
          for (const element of elements) scene.set(element.id, element);
          send(elements, socket);
        });
      });
      socket.on('close', () => sockets.delete(socket));
    },
    /** As one of the others would. */
    write(id, text) {
      const old = scene.get(`${id}-text`);
      const changed = { ...old, ...worded(text), version: old.version + 1, versionNonce: nonce() };
      scene.set(changed.id, changed);
      send([changed]);
    },
    /** How it stands at the server. */
    has: (id, text) => scene.get(`${id}-text`).originalText.includes(text),
    close: () => sockets.forEach((socket) => socket.terminate()),
  };
}

const nonce = () => Math.floor(Math.random() * 2 ** 31);
/** Who writes has broken the lines to the width of the card. */
const worded = (text) => ({ originalText: text, text: text.replace(/(.{1,22})(\s+|$)/g, '$1\n').trim() });

function elementsOf({ id, x, y, text }) {
  const common = {
    angle: 0,
    strokeColor: '#1e1e1e',
    fillStyle: 'solid',
    strokeWidth: 1,
    strokeStyle: 'solid',
    roughness: 1,
    opacity: 100,
    groupIds: [],
    frameId: null,
    roundness: null,
    seed: nonce(),
    version: 1,
    versionNonce: nonce(),
    isDeleted: false,
    updated: 1,
    link: null,
    locked: false,
  };
  const card = {
    ...common,
    id,
    type: 'rectangle',
    x,
    y,
    width: 200,
    height: 200,
    backgroundColor: '#ffec99',
  };
  const words = {
    ...common,
    ...{
      id: `${id}-text`,
      type: 'text',
      x: x + 5,
      y: y + 5,
      width: 190,
      height: 75,
      backgroundColor: 'transparent',
    },
    ...worded(text),
    ...{ fontSize: 16, fontFamily: 6, lineHeight: 1.35, textAlign: 'left', verticalAlign: 'top' },
    ...{ containerId: id, autoResize: true, boundElements: [] },
  };
  return [{ ...card, boundElements: [{ id: words.id, type: 'text' }] }, words];
}
