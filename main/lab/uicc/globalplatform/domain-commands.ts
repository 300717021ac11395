import type { CommandHandler } from '../os/command.ts';
import { getData, storeData } from './data-objects.ts';
import { install, load } from './install.ts';
import { externalAuthenticate, initializeUpdate } from './open-channel.ts';
import { putKey } from './put-key.ts';
import { deleteObject, getStatus, setStatus } from './registry.ts';

/** What the issuer security domain understands in class 8X, GlobalPlatform Card Specification 2.3.1 table 11-1. */
export const domainCommands: readonly CommandHandler[] = [
  initializeUpdate,
  externalAuthenticate,
  getData,
  storeData,
  putKey,
  getStatus,
  setStatus,
  deleteObject,
  install,
  load,
];
