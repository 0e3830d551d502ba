/** What our objects extend, without the platform: whoever imports this may then import an object's class into plain Node. */
import { vi } from 'vitest';

vi.mock('cloudflare:workers', () => ({
  DurableObject: class {
    readonly ctx: object;
    readonly env: object;
    constructor(ctx: object, env: object) {
      this.ctx = ctx;
      this.env = env;
    }
  },
  RpcTarget: class {},
}));
