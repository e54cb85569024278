-- Reads an entry of a sorted set with its neighbours.
--
-- KEYS[1]  zset    index
-- ARGV[1]  id      the entry
-- ARGV[2]  before  how many entries right before it
-- ARGV[3]  after   how many entries right after it
--
-- Returns {older, newer, id...}: 1 or 0 for whether there are entries before and after those
-- returned, and their ids by rising rank. {} when the entry is not there.

local at = redis.call('ZRANK', KEYS[1], ARGV[1])
if not at then
  return {}
end

local first = math.max(0, at - ARGV[2])
local last = at + ARGV[3]
local answer = redis.call('ZRANGE', KEYS[1], first, last)
local newer = last < redis.call('ZCARD', KEYS[1]) - 1
table.insert(answer, 1, newer and 1 or 0)
table.insert(answer, 1, first > 0 and 1 or 0)
return answer
