import { resolve } from 'node:path';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { type Emulators, startEmulators } from './emulators.ts';
import { type FrontDoor, frontDoor } from './front-door.ts';
import type { StackOptions } from './stack-options.ts';
import { synthesise } from './synth.ts';

const repository = resolve(import.meta.dirname, '..');

/** What a stack stands on before its template is read. */
export type Ground = { data: DataFolder; door: FrontDoor; emulators: Emulators; folder: string };

/** The parts that need no template: folder, port, emulators; meanwhile the app is synthesised. */
export async function prepareGround(options: StackOptions, onCrash: (error: Error) => void): Promise<Ground> {
  const { port = 0, dynamodbEndpoint, config, root = repository, app = 'bin/heartline.ts', synth = true } = options;
  const data = openDataFolder(options.data);
  const folder = options.assembly ?? data.in('cdk.out');
  const opened: { close(): unknown }[] = [];
  try {
    const door = await frontDoor(port);
    opened.push(door);
    const [started, synthesised] = await Promise.allSettled([
      startEmulators({ data, dynamodbEndpoint, onCrash }),
      synth && options.assembly === undefined ? synthesise({ app, root, outFolder: folder, config }) : undefined,
    ]);
    if (started.status === 'fulfilled') opened.push({ close: started.value.stop });
    if (synthesised.status === 'rejected') throw synthesised.reason;
    if (started.status === 'rejected') throw started.reason;
    const emulators = started.value;
    return { data, door, emulators, folder };
  } catch (error) {
    await Promise.allSettled(opened.map((one) => one.close()));
    data.release();
    throw error;
  }
}
