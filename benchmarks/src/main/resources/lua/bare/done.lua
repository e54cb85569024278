-- Ends jobs that were read.
--
-- KEYS[1]   the stream
-- ARGV[1]   its group
-- ARGV[2]   how long to remember them, in ms
-- ARGV[3..] entry and id of each
-- Returns   how many
local stream = KEYS[1]
local entries = {}
for i = 3, #ARGV, 2 do
  local key = stream .. ':' .. ARGV[i + 1]
  entries[#entries + 1] = ARGV[i]
  redis.call('HSET', key, 'state', 'done', 'result', '{}')
  redis.call('PEXPIRE', key, ARGV[2])
end
redis.call('XACK', stream, ARGV[1], unpack(entries))
return redis.call('XDEL', stream, unpack(entries))
