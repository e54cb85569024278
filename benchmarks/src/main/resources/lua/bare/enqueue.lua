-- Puts jobs on a stream, each once.
--
-- KEYS[1]  the stream; a job's hash is <stream>:<id>
-- ARGV     id and payload of each
-- Returns  how many were new
local stream = KEYS[1]
local new = 0
for i = 1, #ARGV, 2 do
  local key = stream .. ':' .. ARGV[i]
  if redis.call('HSETNX', key, 'state', 'waiting') == 1 then
    redis.call('XADD', stream, '*', 'job', ARGV[i], 'payload', ARGV[i + 1])
    new = new + 1
  end
end
return new
