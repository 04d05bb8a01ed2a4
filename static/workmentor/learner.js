(()=>{function o(){}window.WorkmentorBlock=o;})();
