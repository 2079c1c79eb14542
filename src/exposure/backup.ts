/** Where the copies lie that are made before history is rewritten. */
export const BACKUP = 'refs/keyhook/backup/'
