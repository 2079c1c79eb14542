import type { Plugin } from 'vite'

export declare const reportPage: Plugin
