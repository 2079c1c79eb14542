import type { Plugin } from 'vite'

export declare const standIns: Plugin
