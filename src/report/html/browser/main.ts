import { createChooser } from '../choice.ts'
import { type Packed, unpack } from '../packed.ts'
import { place } from './element.ts'
import { showFacets } from './facet-view.ts'
import { showFilters } from './filters.ts'
import { showHead } from './head.ts'
import { showList } from './list-view.ts'
import { createStore } from './store.ts'
import { showTheme } from './theme.ts'
import { showTimeline } from './timeline-view.ts'

const report = unpack(JSON.parse(place('data').textContent ?? '') as Packed)
const chooser = createChooser(report.entries)
const store = createStore()

showTheme()
showHead(report, store)
showTimeline(report, chooser, store)
showFacets(report, chooser, store)
showFilters(report, store)
showList(report, chooser, store)
