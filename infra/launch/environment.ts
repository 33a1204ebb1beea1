import { localSecrets } from './secrets.ts';
import type { DatabaseUrls, Settings } from './settings.ts';

type Variables = Record<string, string>;

/** The environments of the product's processes; each gets the addresses it needs and no more. An empty value removes a variable. */
export interface Environments {
  api: Variables;
  worker: Variables;
  /** For commands of the owner: demonstration data, import, rebuilding the index. */
  owner: Variables;
}

/** What a local start hands to its processes. */
export function environments(settings: Settings, urls: DatabaseUrls): Environments {
  const common = {
    KETNOI_DATA: settings.data,
    PORT: String(settings.port),
    HOST: settings.host,
    DATABASE_URL: urls.app,
    DATABASE_WORKER_URL: '',
    DATABASE_MIGRATE_URL: '',
    ...localSecrets(settings.data),
  };
  return {
    api: common,
    worker: { ...common, DATABASE_WORKER_URL: urls.worker },
    owner: { ...common, DATABASE_WORKER_URL: urls.worker, DATABASE_MIGRATE_URL: urls.migrate },
  };
}
