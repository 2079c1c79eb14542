// Protects a fresh repository and shows what a developer sees: a planted key is stopped, allowed with a reason, let through with another.
// It ends with an error unless each step does what it should.
import { KEYHOOK, openStage } from './stage.mjs'

const stage = openStage(text => process.stdout.write(text))
try {
  stage.enter('my-app')
  stage.show('git init -q -b main')
  stage.show(`node ${KEYHOOK} init`)
  stage.plant('client.js')
  stage.show('git add client.js')
  const stopped = stage.show('git commit -m "Talk to the model"', 'stopped')
  const fingerprint = /\ballow ([0-9a-f]{16})/.exec(stopped)?.[1]
  stage.show(`node .git/keyhook/keyhook.cjs allow ${fingerprint} --reason "made up for this demonstration"`)
  stage.show('git commit -q -m "Talk to the model"')
  stage.plant('other.js')
  stage.show('git add other.js')
  stage.show('KEYHOOK_OVERRIDE="production is down, key is revoked within the hour" git commit -q -m "Hotfix"')
  stage.show('git log -1 --format=%B')
  console.log(
    'A planted key was stopped by git commit, allowed with a reason, and let through with an override that is on record.',
  )
} finally {
  stage.remove()
}
