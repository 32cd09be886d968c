// A tldraw page as its documentation sets one up, with everything from this server and what the benchmark asks of it.
import { getAssetUrls } from '@tldraw/assets/selfHosted';
import { useSync } from '@tldraw/sync';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import {
  inlineBase64AssetStore,
  InstancePresenceRecordType,
  renderPlaintextFromRichText,
  Tldraw,
} from 'tldraw';
import 'tldraw/tldraw.css';

const assetUrls = getAssetUrls({ baseUrl: '/assets-of-tldraw' });

function Board() {
  const store = useSync({ uri: `${location.origin}/socket`, assets: inlineBase64AssetStore });
  return createElement(Tldraw, { store, assetUrls, onMount: offer });
}

function offer(editor) {
  editor.setCamera({ x: 260, y: 60, z: 1 });
  // The others are written by the server and have no session: alone, a page would ask for news once a second.
  const other = InstancePresenceRecordType.create({
    id: InstancePresenceRecordType.createId('other'),
    currentPageId: editor.getCurrentPageId(),
    userId: 'user:other',
    userName: 'Other',
  });
  editor.store.mergeRemoteChanges(() => editor.store.put([other]));
  window.offered = {
    count: () => editor.getCurrentPageShapeIds().size,
    textOf(id) {
      const shape = editor.getShape(`shape:${id}`);
      return shape && renderPlaintextFromRichText(editor, shape.props.richText);
    },
  };
}

createRoot(document.getElementById('board')).render(createElement(Board));
