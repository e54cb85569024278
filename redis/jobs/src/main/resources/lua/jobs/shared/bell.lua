-- Wakes drones that wait for this class, as many as there are jobs. Nobody waits longer than `idle`
-- of the queue says.
local function ring(class, jobs, idle)
  if not idle or AT >= tonumber(idle) then
    return
  end
  local bell = P .. 'bell:' .. class
  for _ = 1, math.min(jobs, 64) do
    if redis.call('RPUSH', bell, '1') > 64 then
      redis.call('LPOP', bell)
    end
  end
  redis.call('PEXPIRE', bell, 60000)
end
