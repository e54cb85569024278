-- Tells what is known of a job.
--
-- ARGV[2]   job id
-- Returns   nothing when there is no such job; else what `jobs` or `over`, and `specs` have of it, its fields with their
--           values, and its runs that brought nothing
local id = ARGV[2]
local now = redis.call('HGET', P .. 'jobs', id) or redis.call('HGET', P .. 'over', id)
local spec = redis.call('HGET', P .. 'specs', id)
return now and spec and {now, spec, redis.call('HGETALL', P .. 'job:' .. id),
  redis.call('LRANGE', P .. 'past:' .. id, 0, -1)} or {}
