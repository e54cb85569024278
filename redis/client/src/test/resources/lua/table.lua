-- Returns a table of all kinds.
return {ARGV[1], tonumber(ARGV[2]), {KEYS[1], false}}
