import { historyContract } from '../ports/history.contract.ts';
import { fakeHistory } from './fake-history.ts';

historyContract('the fake', fakeHistory);
