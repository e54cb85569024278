package io.mycelium.core.job;

/// All that a queue promises: a test class of an adapter implements this one interface.
public interface JobQueueContract
    extends JobSubmitContract,
        JobListContract,
        JobRequirementsContract,
        JobRetryContract,
        JobElsewhereContract,
        JobFlowContract,
        JobShareContract,
        JobDeadlineContract,
        JobClaimContract,
        JobTurnContract,
        JobLeaseContract,
        JobCancelContract,
        JobReportContract,
        JobEventsContract,
        JobMovesContract,
        QueueTimesContract,
        DronesContract,
        JobInterleavingContract {}
