package time

import "time"

// Layouts, for Format and Parse.
const (
	Layout      = time.Layout
	ANSIC       = time.ANSIC
	UnixDate    = time.UnixDate
	RubyDate    = time.RubyDate
	RFC822      = time.RFC822
	RFC822Z     = time.RFC822Z
	RFC850      = time.RFC850
	RFC1123     = time.RFC1123
	RFC1123Z    = time.RFC1123Z
	RFC3339     = time.RFC3339
	RFC3339Nano = time.RFC3339Nano
	Kitchen     = time.Kitchen
	Stamp       = time.Stamp
	StampMilli  = time.StampMilli
	StampMicro  = time.StampMicro
	StampNano   = time.StampNano
	DateTime    = time.DateTime
	DateOnly    = time.DateOnly
	TimeOnly    = time.TimeOnly
)

// Durations.
const (
	Nanosecond  = time.Nanosecond
	Microsecond = time.Microsecond
	Millisecond = time.Millisecond
	Second      = time.Second
	Minute      = time.Minute
	Hour        = time.Hour
)

// The months.
const (
	January   = time.January
	February  = time.February
	March     = time.March
	April     = time.April
	May       = time.May
	June      = time.June
	July      = time.July
	August    = time.August
	September = time.September
	October   = time.October
	November  = time.November
	December  = time.December
)

// The days of the week.
const (
	Sunday    = time.Sunday
	Monday    = time.Monday
	Tuesday   = time.Tuesday
	Wednesday = time.Wednesday
	Thursday  = time.Thursday
	Friday    = time.Friday
	Saturday  = time.Saturday
)

// The types are the real ones, but for Timer and Ticker.
type (
	// A Duration is a span of time, in nanoseconds.
	Duration = time.Duration
	// A Location is a time zone.
	Location = time.Location
	// A Month is one of the year's; January is 1.
	Month = time.Month
	// A ParseError says where a text is not as its layout has it.
	ParseError = time.ParseError
	// A Time is an instant.
	Time = time.Time
	// A Weekday is a day of the week; Sunday is 0.
	Weekday = time.Weekday
)

// UTC is the zone of Universal Coordinated Time.
var UTC = time.UTC

// Local is a copy of the real variable.
var Local = time.Local

// Date returns the instant at which a clock in loc shows this. What is out of range is carried over.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	return time.Date(year, month, day, hour, min, sec, nsec, loc)
}

// FixedZone returns a zone that is always offset seconds east of UTC.
func FixedZone(name string, offset int) *Location { return time.FixedZone(name, offset) }

// LoadLocation returns the zone of that name in the zone database.
func LoadLocation(name string) (*Location, error) { return time.LoadLocation(name) }

// LoadLocationFromTZData returns the zone that data describes, as a file of the zone database does.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return time.LoadLocationFromTZData(name, data)
}

// Parse reads a time. Without a zone in it, it is in UTC.
func Parse(layout, value string) (Time, error) { return time.Parse(layout, value) }

// ParseInLocation reads a time. Without a zone in it, it is in loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return time.ParseInLocation(layout, value, loc)
}

// ParseDuration reads a duration, such as 1h15m or -1.5s.
func ParseDuration(s string) (Duration, error) { return time.ParseDuration(s) }

// Unix returns the time that is sec seconds and nsec nanoseconds after the beginning of 1970 in UTC.
func Unix(sec int64, nsec int64) Time { return time.Unix(sec, nsec) }

// UnixMilli returns the time that is msec milliseconds after the beginning of 1970 in UTC.
func UnixMilli(msec int64) Time { return time.UnixMilli(msec) }

// UnixMicro returns the time that is usec microseconds after the beginning of 1970 in UTC.
func UnixMicro(usec int64) Time { return time.UnixMicro(usec) }
