import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A link to `target` on which everything takes `ms` longer, each way, and comes in order; `passed` counts its bytes, both ways. */
export async function startSlowLink(target: string, ms: number) {
  const { hostname, port } = new URL(target);
  const ends = new Set<Socket>();
  let passed = 0;
  const link = createServer((near) => {
    const far = connect(Number(port), hostname);
    const pass = (from: Socket, to: Socket): void => {
      ends.add(from);
      from.on('data', (bytes) => {
        passed += bytes.length;
        setTimeout(() => !to.destroyed && to.write(bytes), ms);
      });
      from.on('error', () => from.destroy());
      from.on('close', () => {
        ends.delete(from);
        setTimeout(() => to.destroy(), ms);
      });
    };
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => link.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(link.address() as AddressInfo).port}`,
    passed: () => passed,
    close: async () => {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => link.close(resolve));
    },
  };
}
