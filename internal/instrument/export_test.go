package instrument

import "maps"

// EffectNames are the functions of the table of effects.
var EffectNames = maps.Keys(table)
