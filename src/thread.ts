// What the threads of a scan run: a file of its own, which loads what a scan of commits needs and nothing else.
import { parentPort, workerData } from 'node:worker_threads'
import { serveJob } from './doors/commit-thread.ts'

if (parentPort !== null) void serveJob(workerData, parentPort)
