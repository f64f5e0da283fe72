package verdict

// Raced says whether this binary has the race detector in it.
const Raced = raced
