import manifest from '../../package.json' with { type: 'json' }

/** Taken from package.json when keyhook is built; the bundle holds nothing else of that file. */
export const version: string = manifest.version
