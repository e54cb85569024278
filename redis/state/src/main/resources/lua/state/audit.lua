-- Adds an entry to the audit trail. Its id is its time; an entry that comes after a younger one goes
-- behind that.
--
-- KEYS[1]  stream  audit
-- ARGV[1]  at      when it was tried, ms
-- ARGV[2]  entry   JSON
-- ARGV[3]  keep    about how many entries
--
-- Returns the id.

local ms, seq = ARGV[1], 0
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if newest then
  local last, count = string.match(newest[1], '^(%d+)-(%d+)$')
  if tonumber(last) >= tonumber(ms) then
    ms, seq = last, count + 1
  end
end
return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], ms .. '-' .. seq, 'e', ARGV[2])
